-- stage: bin_values
-- scope: bucket
-- keep: yes
-- reads: person_years, rank_bins
-- makes: a row per financial year and cost within the bin of the percentile
-- column: year integer, the calendar year in which the financial year begins
-- column: cost_pence integer, pence
-- column: people integer, people with exactly this cost
select person_years.year, person_years.cost_pence, count(*) as people
from person_years
join rank_bins
    on rank_bins.year = person_years.year
    and rank_bins.bin = @floor_divide(person_years.cost_pence, 65536)
group by 1, 2
