-- stage: cost_bins
-- scope: bucket
-- keep: yes
-- reads: person_years
-- makes: a row per financial year and bin of cost, so that no bucket need hold all costs in order
-- column: year integer, the calendar year in which the financial year begins
-- column: bin integer, cost divided by 65,536 pence, rounded down
-- column: people integer, people whose cost lies in the bin
select year, @floor_divide(cost_pence, 65536) as bin, count(*) as people
from person_years
group by 1, 2
