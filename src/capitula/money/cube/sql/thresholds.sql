-- stage: thresholds
-- scope: whole
-- keep: yes
-- reads: bin_values, rank_bins
-- makes: a row per financial year: the cost at the percentile, a cost that somebody had
-- column: year integer, the calendar year in which the financial year begins
-- column: people integer, people with a day under the contract in the year
-- column: rank integer, the place of the percentile among them, from 1 and from the lowest cost
-- column: threshold_pence integer, the cost of the person at that place
with costs as (
    select year, cost_pence, @total(people) as people from bin_values group by year, cost_pence
),
ordered as (
    select
        year,
        cost_pence,
        cast(sum(people) over (
            partition by year order by cost_pence rows between unbounded preceding and current row
        ) as bigint) as upto
    from costs
)
select
    rank_bins.year,
    rank_bins.people,
    rank_bins.rank,
    min(ordered.cost_pence) as threshold_pence
from rank_bins
join ordered
    on ordered.year = rank_bins.year
    and rank_bins.people_below + ordered.upto >= rank_bins.rank
group by rank_bins.year, rank_bins.people, rank_bins.rank
