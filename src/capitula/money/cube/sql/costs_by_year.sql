-- stage: costs_by_year
-- scope: whole
-- keep: yes
-- reads: cube, all_activity
-- makes: a row per financial year, contract line and way of pricing
-- column: year integer, the calendar year in which the financial year begins
-- column: line text, contract line
-- column: priced boolean, true for a price per item, false for a share of a block
-- column: activity_rows integer, rows of people under the contract on the day
-- column: quantity integer, in the line's units
-- column: cost_pence integer, pence, of rows with a known cost; empty if there are none
-- column: unpriced_rows integer, rows whose cost is not known
-- column: outside_rows integer, rows of people who were not under the contract on the day
-- column: outside_cost_pence integer, their cost in pence; empty if none is known
with covered as (
    select
        @floor_divide(month - 3, 12) as year,
        line,
        priced,
        @total(activity_rows) as activity_rows,
        @total(quantity) as quantity,
        @total(cost_pence) as cost_pence,
        @total(unpriced_rows) as unpriced_rows
    from cube
    group by 1, 2, 3
),
everything as (
    select
        @floor_divide(month - 3, 12) as year,
        line,
        priced,
        @total(activity_rows) as activity_rows,
        @total(cost_pence) as cost_pence
    from all_activity
    group by 1, 2, 3
)
select
    everything.year,
    everything.line,
    everything.priced,
    coalesce(covered.activity_rows, 0) as activity_rows,
    coalesce(covered.quantity, 0) as quantity,
    covered.cost_pence,
    coalesce(covered.unpriced_rows, 0) as unpriced_rows,
    everything.activity_rows - coalesce(covered.activity_rows, 0) as outside_rows,
    everything.cost_pence - coalesce(covered.cost_pence, 0) as outside_cost_pence
from everything
left join covered
    on covered.year = everything.year
    and covered.line = everything.line
    and covered.priced = everything.priced
