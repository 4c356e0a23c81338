-- stage: activity_costs
-- scope: bucket
-- keep: yes
-- reads: activity, placed, cells, service_lines, provider_lines
-- makes: a row per contract line, month, practice, age band, sex and way of pricing
-- column: line text, contract line
-- column: month integer, 12 × year + month − 1
-- column: practice text, ODS code of the list on which the person stood that day
-- column: age_band text, empty where not known
-- column: sex text, empty where not known
-- column: priced boolean, true for a price per item, false for a share of a block
-- column: activity_rows integer, rows
-- column: quantity integer, in the line's units
-- column: cost_pence integer, pence, of rows with a known cost; empty if there are none
-- column: unpriced_rows integer, rows whose cost is not known
-- A person has one list on a day: overlaps were refused before this join, which would multiply them.
with counted as (
    select
        coalesce(provider_lines.line_number, service_lines.line_number) as line_number,
        @month_index(activity.activity_date) as month,
        placed.cell,
        activity.priced,
        count(*) as activity_rows,
        @total(activity.quantity) as quantity,
        @total(activity.cost_pence) as cost_pence,
        count(*) - count(activity.cost_pence) as unpriced_rows
    from activity
    join placed
        on placed.person_id = activity.person_id
        and activity.activity_date >= placed.start_date
        and activity.activity_date < placed.end_date
    join service_lines on service_lines.service = activity.service
    left join provider_lines
        on provider_lines.service = activity.service
        and provider_lines.provider = activity.provider
    group by 1, 2, 3, 4
)
select
    lines.line,
    counted.month,
    cells.practice,
    cells.age_band,
    cells.sex,
    counted.priced,
    counted.activity_rows,
    counted.quantity,
    counted.cost_pence,
    counted.unpriced_rows
from counted
join cells on cells.cell = counted.cell
join (
    select line_number, line from service_lines
    union
    select line_number, line from provider_lines
) as lines on lines.line_number = counted.line_number
