-- stage: cube
-- scope: whole
-- keep: yes
-- reads: activity_costs
-- makes: the rows of all buckets added up
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
    line,
    month,
    practice,
    age_band,
    sex,
    priced,
    @total(activity_rows) as activity_rows,
    @total(quantity) as quantity,
    @total(cost_pence) as cost_pence,
    @total(unpriced_rows) as unpriced_rows
from activity_costs
group by line, month, practice, age_band, sex, priced
