-- The role of whoever looks at figures with a tool of their own: it reads the documented views (docs/metrics.md) and
-- nothing else. `rapport migrate` applies this where the user of CLICKHOUSE_USER may, and prints it where not; it may be
-- run again. Then: CREATE USER eve IDENTIFIED BY '…' DEFAULT ROLE rapport_analyst; GRANT rapport_analyst TO eve.

CREATE ROLE IF NOT EXISTS rapport_analyst ${on_cluster};

-- Tools set formats and limits of their own, which `readonly = 1` would refuse.
CREATE SETTINGS PROFILE IF NOT EXISTS rapport_analyst ${on_cluster}
SETTINGS readonly = 2, max_execution_time = 300, max_memory_usage = 4000000000
TO rapport_analyst;

GRANT ${on_cluster} SELECT ON ${database}.client_profitability TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.client_profitability_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.client_effort TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.client_effort_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.client_day TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.client_day_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.client_responsiveness TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.client_responsiveness_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.whale_curve TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.whale_curve_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.coverage TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.coverage_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.freshness TO rapport_analyst;
