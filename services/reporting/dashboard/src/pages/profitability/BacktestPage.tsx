import type { BacktestAnswer } from "@rapport/contracts/http/risk/Backtest";
import { getRouteApi } from "@tanstack/react-router";
import { useRead } from "../../api/useRead.ts";
import { dayText } from "../../format/days.ts";
import { countText, percentText } from "../../format/figures.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Loaded } from "../../kit/Loaded.tsx";
import { backtestTexts } from "../../texts/en/backtest.ts";
import { kitTexts } from "../../texts/en/kit.ts";
import { BesideCard } from "./backtest/BesideCard.tsx";
import { GainsCard, OriginsCard, ReliabilityCard } from "./backtest/Plots.tsx";
import { calibrationLines } from "./backtest/sentences.ts";
import { Choice } from "./parts/Choice.tsx";
import styles from "./parts/Page.module.css";

const route = getRouteApi("/backtest");
const horizons = [4, 8, 13, 26, 52];
const budgets = [5, 10, 20, 30];

const Controls = () => {
  const { horizonWeeks, budgetPercent } = route.useSearch();
  const navigate = route.useNavigate();
  const { controls } = backtestTexts;
  return (
    <fieldset className={styles.controls}>
      <legend className={styles.hidden}>{controls.label}</legend>
      <Choice
        label={controls.horizon}
        value={String(horizonWeeks ?? 13)}
        options={horizons.map((weeks) => ({ value: String(weeks), label: controls.weeks(weeks) }))}
        onChange={(value) =>
          void navigate({ search: (before) => ({ ...before, horizonWeeks: Number(value) }), replace: true })
        }
      />
      <Choice
        label={controls.budget}
        value={String(budgetPercent ?? 10)}
        options={budgets.map((percent) => ({ value: String(percent), label: controls.percent(percent) }))}
        onChange={(value) =>
          void navigate({ search: (before) => ({ ...before, budgetPercent: Number(value) }), replace: true })
        }
      />
    </fieldset>
  );
};

const day = (of: string | null) => (of === null ? kitTexts.none : dayText(of));

const Measured = ({ of }: { readonly of: BacktestAnswer }) => {
  if (of.refused !== null)
    return (
      <EmptyState title={`${backtestTexts.refused}: ${of.refused.reason}.`}>
        <p>{of.refused.action}</p>
      </EmptyState>
    );
  return (
    <>
      <p>
        {backtestTexts.measured({
          first: day(of.origins.find(({ clients }) => clients > 0)?.origin ?? of.firstOrigin),
          last: day(of.lastOrigin),
          everyWeeks: of.everyWeeks,
          rows: countText(of.rows),
          clients: countText(of.clients),
          left: countText(of.left),
          horizonWeeks: of.horizonWeeks,
          base: of.basePercent === null ? kitTexts.none : percentText(of.basePercent),
        })}{" "}
        {backtestTexts.leftOut(countText(of.censored), countText(of.unsaid))}
      </p>
      <div className={styles.cards}>
        <BesideCard of={of} />
        <div className={styles.pair}>
          <GainsCard of={of} />
          <ReliabilityCard of={of} lines={calibrationLines(of.competitors[0]?.calibration ?? null)} />
        </div>
        <OriginsCard of={of} />
      </div>
    </>
  );
};

/** The page at `/backtest`: how well it was foretold who leaves, beside what is simpler, with plots. */
export const BacktestPage = () => {
  const { horizonWeeks, budgetPercent } = route.useSearch();
  const query = useRead("GET /v1/backtest", { query: { horizonWeeks, budgetPercent } });
  return (
    <>
      <h1>{backtestTexts.title}</h1>
      <Controls />
      <Loaded query={query} lines={16}>
        {(of) => <Measured of={of} />}
      </Loaded>
    </>
  );
};
