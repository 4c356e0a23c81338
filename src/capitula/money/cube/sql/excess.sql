-- stage: excess
-- scope: bucket
-- keep: yes
-- reads: person_years, thresholds
-- makes: a row per financial year, practice, age band and sex in which somebody cost more
-- column: year integer, the calendar year in which the financial year begins
-- column: practice text, ODS code on the last day under the contract in the year
-- column: age_band text, on that day; empty where not known
-- column: sex text, empty where not known
-- column: people_above integer, people whose cost is above the threshold
-- column: excess_pence integer, pence above the threshold
select
    person_years.year,
    person_years.practice,
    person_years.age_band,
    person_years.sex,
    count(*) as people_above,
    @total(person_years.cost_pence - thresholds.threshold_pence) as excess_pence
from person_years
join thresholds on thresholds.year = person_years.year
where person_years.cost_pence > thresholds.threshold_pence
group by 1, 2, 3, 4
