-- stage: person_years
-- scope: bucket
-- keep: yes
-- person_level: yes
-- reads: slices, covered_totals
-- makes: a row per person and financial year with a day under the contract
-- column: year integer, the calendar year in which the financial year begins
-- column: practice text, ODS code on the last day under the contract in the year
-- column: age_band text, on that day; empty where not known
-- column: sex text, empty where not known
-- column: cost_pence integer, pence, of the contract's lines where known; nought without any
with years as (
    select
        year,
        @month_start(year * 12 + 3) as first_day,
        @month_start(year * 12 + 15) as end_day
    from @series(@floor_divide($first_month - 3, 12), @floor_divide($last_month - 3, 12), year)
),
covered as (
    select
        slices.person_id,
        years.year,
        slices.practice,
        slices.age_band,
        slices.sex,
        row_number() over (
            partition by slices.person_id, years.year order by slices.start_date desc
        ) as from_last
    from slices
    join years on slices.start_date < years.end_day and slices.end_date > years.first_day
)
select
    covered.year,
    covered.practice,
    covered.age_band,
    covered.sex,
    coalesce(covered_totals.cost_pence, 0) as cost_pence
from covered
left join covered_totals
    on covered_totals.person_id = covered.person_id and covered_totals.year = covered.year
where covered.from_last = 1
