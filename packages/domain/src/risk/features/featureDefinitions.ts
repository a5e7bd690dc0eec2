import type { FeatureDefinition, FeatureGroup } from "./FeatureDefinition.ts";

/** Terms are those of this version of the features; a model of another one cannot be read. */
export const formula = "hazard-2";

const noKnots = { knots: [], knotMeans: [] };
/** Of a standard normal variable: its median and the 85th in a hundred, and the means of what is above them. */
const hinges = { knots: [0, 1.0364], knotMeans: [0.39894, 0.07781] };

type Given = Omit<FeatureDefinition, "group" | "knots" | "knotMeans" | "priorSd" | "released"> &
  Partial<Pick<FeatureDefinition, "knots" | "knotMeans" | "priorSd" | "released">>;

const of = (group: FeatureGroup, given: Given): FeatureDefinition => ({
  group,
  priorSd: 0.25,
  released: false,
  ...noKnots,
  ...given,
});

/**
 * Contract phase is the baseline, and few things tell as much: what is believed of it is told per whole presence, and the data
 * may move it far.
 */
const phase = (means: string, given: Pick<Given, "sign" | "priorMean" | "mean">): FeatureDefinition =>
  of("contract", { means, core: true, priorSd: 1, sd: 1, weeks: 1, ...given });

/**
 * The features of the hazard, their network constants and what is believed of them before any data (design 04 §6.2: log-odds
 * per standard deviation at a horizon of 13 weeks). Constants are those of the simulated agency until firms can be compared.
 */
export const featureDefinitions = {
  "contract.none": phase("no contract says anything", { sign: 0, priorMean: 0, mean: 0.1 }),
  "contract.window": phase("share of the next 13 weeks in the quarter before notice is due", {
    sign: 1,
    priorMean: 0.5,
    mean: 0.14,
  }),
  "contract.passed": phase("share of the next 13 weeks in the quarter after notice was due", {
    sign: 0,
    priorMean: 0,
    mean: 0.14,
  }),
  "contract.between": phase("share of the next 13 weeks far from any day that notice is due", {
    sign: -1,
    // Less than the window is believed to add: who falls silent far from any deadline leaves too.
    priorMean: -0.3,
    mean: 0.28,
  }),
  silence: of("silence", {
    means: "log-odds of no contact of theirs in the next 8 business weeks",
    sign: 1,
    core: true,
    priorMean: 0.4,
    mean: -4.8,
    sd: 1.5,
    weeks: 26,
    ...hinges,
  }),
  contactTrend: of("silence", {
    means: "ln of their active days of 13 weeks over what was to be expected",
    sign: -1,
    core: true,
    priorMean: -0.25,
    mean: 0,
    sd: 0.35,
    weeks: 13,
    ...hinges,
  }),
  contactDays: of("silence", {
    means: "ln of 1 and their active days of 13 weeks",
    sign: -1,
    core: true,
    priorMean: -0.1,
    mean: 2.8,
    sd: 0.7,
    weeks: 13,
  }),
  reciprocity: of("silence", {
    means: "messages of the side that writes less over the other's, 13 weeks",
    sign: -1,
    core: false,
    priorMean: -0.05,
    priorSd: 0.1,
    mean: 0.8,
    sd: 0.18,
    weeks: 13,
  }),
  initiation: of("silence", {
    means: "share of conversations that they began, 26 weeks",
    sign: 0,
    core: false,
    priorMean: 0,
    priorSd: 0.1,
    mean: 0.55,
    sd: 0.15,
    weeks: 26,
  }),
  revenueTrend: of("money", {
    means: "ln of the revenue of 13 weeks over what was to be expected",
    sign: -1,
    core: true,
    priorMean: -0.25,
    mean: 0,
    sd: 0.3,
    weeks: 13,
    ...hinges,
  }),
  effortTrend: of("money", {
    means: "ln of the hours logged for them of 13 weeks over what was to be expected",
    sign: -1,
    core: true,
    priorMean: -0.1,
    mean: -0.02,
    sd: 0.33,
    weeks: 13,
  }),
  lateness: of("money", {
    means: "share of invoices paid late, 26 weeks less before",
    sign: 1,
    core: true,
    priorMean: 0.2,
    mean: 0.03,
    sd: 0.15,
    weeks: 26,
  }),
  lateShare: of("money", {
    means: "share of invoices paid late, 26 weeks",
    sign: 1,
    core: true,
    priorMean: 0.1,
    mean: 0.4,
    sd: 0.19,
    weeks: 26,
  }),
  disputes: of("money", {
    means: "ln of 1 and disputed invoices, 26 weeks",
    sign: 1,
    core: true,
    priorMean: 0.1,
    priorSd: 0.1,
    mean: 0.08,
    sd: 0.24,
    weeks: 26,
  }),
  priceRise: of("money", {
    means: "their fee was raised within 13 weeks",
    sign: 1,
    core: true,
    priorMean: 0.15,
    mean: 0.05,
    sd: 0.22,
    weeks: 13,
  }),
  ownerChange: of("people", {
    means: "the account has had another owner for at most 26 weeks",
    sign: 1,
    core: false,
    priorMean: 0.1,
    mean: 0.1,
    sd: 0.3,
    weeks: 26,
  }),
  seniorLost: of("people", {
    means: "ln of senior people in touch at most in the year over those now",
    sign: 1,
    core: false,
    priorMean: 0.1,
    mean: 0.1,
    sd: 0.25,
    weeks: 52,
  }),
  championSilent: of("people", {
    means: "whoever wrote most of their messages has fallen silent within 26 weeks",
    sign: 1,
    core: false,
    priorMean: 0.1,
    mean: 0.12,
    sd: 0.32,
    weeks: 34,
  }),
  contacts: of("people", {
    means: "ln of 1 and the effective number of people in touch, 90 days",
    sign: -1,
    core: false,
    priorMean: -0.1,
    mean: 1.1,
    sd: 0.33,
    weeks: 13,
  }),
  tenure: of("tenure", {
    means: "ln of weeks since the first sign of life",
    sign: -1,
    core: true,
    priorMean: -0.25,
    mean: 3.9,
    sd: 0.7,
    weeks: 1,
  }),
  openEscalations: of("tickets", {
    means: "ln of 1 and open escalations",
    sign: 1,
    core: false,
    priorMean: 0.1,
    mean: 0.05,
    sd: 0.2,
    weeks: 1,
  }),
  ticketAge: of("tickets", {
    means: "ln of 1 and days that the oldest open ticket has been open",
    sign: 1,
    core: false,
    priorMean: 0.1,
    mean: 0.9,
    sd: 1.0,
    weeks: 1,
  }),
  reopened: of("tickets", {
    means: "ln of 1 and tickets reopened, 13 weeks",
    sign: 1,
    core: false,
    priorMean: 0.1,
    priorSd: 0.1,
    mean: 0.3,
    sd: 0.45,
    weeks: 13,
  }),
  heldDrop: of("meetings", {
    means: "share of recurring meetings held, before less the last 8 weeks",
    sign: 1,
    core: false,
    priorMean: 0.1,
    mean: 0,
    sd: 0.1,
    weeks: 8,
  }),
  cancelled: of("meetings", {
    means: "ln of 1 and meetings that they cancelled or that moved, 13 weeks",
    sign: 1,
    core: false,
    priorMean: 0.1,
    priorSd: 0.1,
    mean: 0.35,
    sd: 0.45,
    weeks: 13,
  }),
  answersOurs: of("answers", {
    means: "mean ln(1 + working minutes) of our answers, 13 weeks",
    sign: 1,
    core: false,
    priorMean: 0.1,
    mean: 4.2,
    sd: 0.45,
    weeks: 13,
  }),
  answersOursTrend: of("answers", {
    means: "the same, 8 weeks less the year before",
    sign: 1,
    core: false,
    priorMean: 0.1,
    mean: 0,
    sd: 0.35,
    weeks: 8,
  }),
  answersTheirsTrend: of("answers", {
    means: "mean ln(1 + working minutes) of their answers, 8 weeks less the year before",
    sign: 0,
    core: false,
    priorMean: 0,
    priorSd: 0.1,
    mean: 0,
    sd: 0.32,
    weeks: 8,
  }),
  toneTrend: of("tone", {
    means: "tone of their messages, 13 weeks less the year before",
    sign: -1,
    core: false,
    priorMean: -0.1,
    mean: 0,
    sd: 0.05,
    weeks: 13,
  }),
  // The least that either of two invented worlds makes of it; forecasts in the other are better by it: docs/models.md.
  tone: of("tone", {
    means: "mean tone of their messages, of a year, which halve in weight every 13 weeks",
    sign: -1,
    core: false,
    released: true,
    priorMean: -0.3,
    mean: 0.1,
    sd: 0.05,
    weeks: 52,
  }),
  complaints: of("tone", {
    means: "share of their messages that complain, 26 weeks",
    sign: 1,
    core: false,
    priorMean: 0.1,
    mean: 0.035,
    sd: 0.03,
    weeks: 26,
  }),
  afterHours: of("answers", {
    means: "share of their messages outside working hours, 26 weeks",
    sign: 0,
    core: false,
    priorMean: 0,
    priorSd: 0.1,
    mean: 0.12,
    sd: 0.09,
    weeks: 26,
  }),
} as const satisfies Readonly<Record<string, FeatureDefinition>>;

export type FeatureName = keyof typeof featureDefinitions;

/** In the order in which values, terms and contributions stand. */
export const featureNames = Object.keys(featureDefinitions) as ReadonlyArray<FeatureName>;

/** In the order of `featureNames`. */
export const features: ReadonlyArray<FeatureDefinition> = featureNames.map(
  (name) => featureDefinitions[name],
);
