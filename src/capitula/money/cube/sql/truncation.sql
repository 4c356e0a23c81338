-- stage: truncation
-- scope: whole
-- keep: yes
-- reads: excess
-- makes: the rows of all buckets added up
-- column: year integer, the calendar year in which the financial year begins
-- column: practice text, ODS code on the last day under the contract in the year
-- column: age_band text, on that day; empty where not known
-- column: sex text, empty where not known
-- column: people_above integer, people whose cost is above the threshold
-- column: excess_pence integer, pence above the threshold
select
    year,
    practice,
    age_band,
    sex,
    @total(people_above) as people_above,
    @total(excess_pence) as excess_pence
from excess
group by year, practice, age_band, sex
