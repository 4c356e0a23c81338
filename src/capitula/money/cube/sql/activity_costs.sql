-- stage: activity_costs
-- scope: bucket
-- keep: yes
-- reads: covered_totals, cells, service_lines, provider_lines
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
select
    lines.line,
    covered_totals.month,
    cells.practice,
    cells.age_band,
    cells.sex,
    covered_totals.priced,
    covered_totals.activity_rows,
    covered_totals.quantity,
    covered_totals.cost_pence,
    covered_totals.unpriced_rows
from covered_totals
join cells on cells.cell = covered_totals.cell
join (
    select line_number, line from service_lines
    union
    select line_number, line from provider_lines
) as lines on lines.line_number = covered_totals.line_number
