-- stage: rank_bins
-- scope: whole
-- keep: yes
-- reads: cost_bins
-- makes: a row per financial year: the bin in which the percentile lies
-- column: year integer, the calendar year in which the financial year begins
-- column: people integer, people with a day under the contract in the year
-- column: rank integer, the place of the percentile among them, from 1 and from the lowest cost
-- column: bin integer, the bin that holds that place
-- column: people_below integer, people in lower bins
with bins as (
    select year, bin, @total(people) as people from cost_bins group by year, bin
),
ordered as (
    select
        year,
        bin,
        people,
        cast(sum(people) over (
            partition by year order by bin rows between unbounded preceding and current row
        ) as bigint) as upto,
        cast(sum(people) over (partition by year) as bigint) as everyone
    from bins
)
select
    year,
    everyone as people,
    @percentile_rank($truncation_percent, everyone) as rank,
    bin,
    upto - people as people_below
from ordered
where
    upto >= @percentile_rank($truncation_percent, everyone)
    and upto - people < @percentile_rank($truncation_percent, everyone)
