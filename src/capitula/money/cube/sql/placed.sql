-- stage: placed
-- scope: bucket
-- reads: slices, cells
-- makes: a row per slice with the number of its group
-- column: person_id integer, the person
-- column: cell integer, the group
-- column: start_date date, the first day
-- column: end_date date, the first day after it
select slices.person_id, cells.cell, slices.start_date, slices.end_date
from slices
join cells
    on cells.practice = slices.practice
    and cells.age_band is not distinct from slices.age_band
    and cells.sex is not distinct from slices.sex
