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
GRANT ${on_cluster} SELECT ON ${database}.client_weekly TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.client_weekly_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.client_risk TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.client_risk_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.whale_curve TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.whale_curve_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_complaint TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_complaint_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_escalation TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_escalation_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_answer_due TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_answer_due_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_missed_promise TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_missed_promise_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_long_thread TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_long_thread_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_follow_up TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_follow_up_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_feedback TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_feedback_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_silence TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_silence_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_check_in TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_check_in_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_champion TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_champion_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_hand_over TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_hand_over_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_single_thread TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_single_thread_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_slow_answers TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_slow_answers_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_after_hours TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_after_hours_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_scope TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_scope_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_no_contract TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_no_contract_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_load TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_load_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_late_payment TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_late_payment_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_milestone TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.signal_milestone_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.coverage TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.coverage_at TO rapport_analyst;
GRANT ${on_cluster} SELECT ON ${database}.freshness TO rapport_analyst;
