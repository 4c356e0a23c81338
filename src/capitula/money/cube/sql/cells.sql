-- stage: cells
-- scope: bucket
-- reads: slices
-- makes: a row per practice, age band and sex, numbered within the bucket
-- column: cell integer, a number for the group, used only inside the bucket
-- column: practice text, ODS code
-- column: age_band text, empty where not known
-- column: sex text, empty where not known
select
    cast(row_number() over (order by practice, age_band, sex) as integer) as cell,
    practice,
    age_band,
    sex
from (select distinct practice, age_band, sex from slices) as found
