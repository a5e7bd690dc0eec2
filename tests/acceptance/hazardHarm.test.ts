import { type Design, fitMapLogistic, type WeightPrior } from "@rapport/domain/risk/hazard/fitMapLogistic";
import type { Sign } from "@rapport/domain/risk/hazard/signedQuadratic";
import { driversOf } from "@rapport/domain/risk/explain/driversOf";
import { fitToRows } from "@rapport/domain/risk/model/fitModel";
import { type LabelledRow, labelledRows } from "@rapport/domain/risk/model/labelledRows";
import { modelReader } from "@rapport/domain/risk/model/ModelReader";
import { shippedModel } from "@rapport/domain/risk/model/shippedModel";
import { madeCourses, monday } from "@rapport/domain/risk/support/madeCourses";
import { seededRandom } from "@rapport/domain/seededRandom";
import { auc } from "@rapport/domain/statistics/ranking";
import { brier } from "@rapport/domain/statistics/forecastErrors";
import { logit } from "@rapport/domain/statistics/specialFunctions";
import { describe, expect, it } from "@effect/vitest";
import { type ChurnTable, telco } from "../load/riskData/churnTables.ts";
import { chancesOf, momentsOf, ridge, standardisedRows } from "../support/risk/crossValidated.ts";

/** Firms of 20 clients; `RAPPORT_RISK_TENANTS` says how many. */
const tenants = Number(process.env["RAPPORT_RISK_TENANTS"] ?? 400);

const used = [
  "tenure",
  "MonthlyCharges",
  "Contract_One year",
  "Contract_Two year",
  "OnlineSecurity_Yes",
  "TechSupport_Yes",
  "PaperlessBilling_Yes",
  "PaymentMethod_Electronic check",
  "SeniorCitizen_1",
  "Dependents_Yes",
];
const columns = used.length + 1;
/** What is usual of such firms, and how many clients that is worth. */
const usual = { rate: 0.265, worth: 20 };

interface Segment {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** What an expert who is right would say. */
  readonly signs: ReadonlyArray<Sign>;
}

/** Customers on fibre and those on DSL: two kinds of firm. */
const segmentsOf = ({ names, rows, churned }: ChurnTable): ReadonlyArray<Segment> => {
  const at = used.map((name) => names.indexOf(name));
  const picked = rows.map((row) => at.map((j) => row[j]!));
  const moments = momentsOf(picked);
  const fibre = names.indexOf("InternetService_Fiber optic");
  const none = names.indexOf("InternetService_No");
  return [0, 1].map((kind) => {
    const own = [...rows.keys()].filter((i) => rows[i]![none] === 0 && rows[i]![fibre] === kind);
    const x = standardisedRows(
      own.map((i) => picked[i]!),
      moments,
    );
    const y = Float64Array.from(own, (i) => (churned[i]! ? 1 : 0));
    const { weights } = fitMapLogistic({ columns, x, y, weights: null }, ridge(columns, 1e-3));
    return { x, y, signs: Array.from(weights, (w, j) => (j === 0 ? 0 : (Math.sign(w) as Sign))) };
  });
};

const pick = ({ x, y }: Segment, rows: ReadonlyArray<number>): Design => ({
  columns,
  x: Float64Array.from(rows.flatMap((row) => [...x.subarray(row * columns, (row + 1) * columns)])),
  y: Float64Array.from(rows, (row) => y[row]!),
  weights: null,
});

/** The prior that ships: a quarter of a log-odds per standard deviation, as sure as that. */
const priorOf = (signs: ReadonlyArray<Sign>, rate: number): WeightPrior => ({
  ...ridge(columns, 1 / 0.25 ** 2, 1 / 0.5 ** 2),
  mean: Float64Array.from(signs, (sign, j) => (j === 0 ? logit(rate) : 0.25 * sign)),
});

/** Brier score on clients that the firm does not have, by the model and by the firm's own rate. */
const tenant = (segment: Segment, clients: number, wrong: number, seed: number) => {
  const random = seededRandom(seed);
  const order = random.shuffle([...segment.y.keys()]);
  const own = pick(segment, order.slice(0, clients));
  const others = pick(segment, order.slice(clients, clients + 1000));
  const mistaken = new Set(random.shuffle(used.map((_, j) => j + 1)).slice(0, wrong));
  const signs = segment.signs.map((sign, j) => (mistaken.has(j) ? (-sign as Sign) : sign));
  const churned = own.y.reduce((sum, y) => sum + y, 0);
  const rate = (churned + usual.worth * usual.rate) / (clients + usual.worth);
  const { weights } = fitMapLogistic(own, priorOf(signs, rate), signs);
  const scoreOf = (chance: (row: number) => number): number =>
    brier([...others.y].map((y, row) => ({ chance: chance(row), happened: y === 1 })));
  const chances = chancesOf(others.x, weights);
  return { model: scoreOf((row) => chances[row]!), rate: scoreOf(() => churned / clients) };
};

describe("a firm of twenty clients", () => {
  const table = telco();
  const segments = table === null ? [] : segmentsOf(table);
  const worse = (clients: number, wrong: number): number =>
    Array.from({ length: tenants }, (_, n) => tenant(segments[n % 2]!, clients, wrong, 1000 + n)).filter(
      ({ model, rate }) => model > rate,
    ).length;

  it.skipIf(table === null)("is never told worse than by its own rate, when the signs are right", () => {
    expect(worse(20, 0)).toBe(0);
  });

  it.skipIf(table === null)("hardly ever with two signs of ten wrong, and never with fifty clients", () => {
    expect(worse(20, 2)).toBeLessThanOrEqual(0.02 * tenants);
    expect(worse(50, 2)).toBe(0);
  });
});

describe("labels dealt out at random", () => {
  const { activity } = shippedModel;
  const asOf = monday(130);
  const [own, others] = [51, 52].map((seed) => labelledRows(madeCourses(seed, 80, 130), asOf, activity));
  const dealt = (rows: ReadonlyArray<LabelledRow>, seed: number): ReadonlyArray<LabelledRow> => {
    const labels = seededRandom(seed).shuffle(rows.map(({ happened }) => happened));
    return rows.map((row, i) => ({ ...row, happened: labels[i]! }));
  };
  const fits = Array.from({ length: 40 }, (_, seed) => fitToRows(dealt(own!, seed), activity, asOf));

  it("are foretold by nothing: the area under the curve stays within what chance alone makes of it", () => {
    const left = others!.filter(({ happened }) => happened).length;
    const stayed = others!.length - left;
    const error = Math.sqrt((left + stayed + 1) / (12 * left * stayed));
    const within = fits.filter((model, seed) => {
      const read = modelReader(model);
      const area = auc(
        dealt(others!, 1000 + seed).map(({ features, happened }) => ({
          score: read(features.values).logOdds,
          happened,
        })),
      )!;
      return Math.abs(area - 0.5) <= 1.96 * error;
    }).length;
    // Of forty two are to be expected outside, and with more than five something is learnt from noise.
    expect(within).toBeGreaterThanOrEqual(35);
  });

  it("have no strong drivers, and true ones have", () => {
    const strong = fits.filter((model) => driversOf(model).some((driver) => driver.strong));
    expect(strong.length).toBeLessThanOrEqual(4);
    const many = labelledRows(madeCourses(53, 200, 130, { moodWeight: -2 }), asOf, activity);
    const truly = driversOf(fitToRows(many, activity, asOf)).filter((driver) => driver.strong);
    expect(truly.map(({ term }) => term)).toContain("tone");
  });
});
