import { logGamma } from "../statistics/specialFunctions.ts";
import { fitParameters } from "./fitParameters.ts";
import { type LogNormalPrior, priorSd } from "./logNormalPrior.ts";

/**
 * Gamma-gamma (Fader and Hardie 2013; design 04 §1.1): the values of a client's events vary about its own mean, which
 * varies over clients; both gamma. It holds only where value and number of events have little to do with each other:
 * ask `mayUseGammaGamma` first.
 */
export interface GammaGammaModel {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

/** Mean value of a client's events and of how many it is; both above 0. */
export interface MeanValue {
  readonly events: number;
  readonly meanValue: number;
}

/** ln of the likelihood of a client's mean value. */
export const logLikelihood = (
  { p, q, gamma }: GammaGammaModel,
  { events: x, meanValue: z }: MeanValue,
): number =>
  logGamma(p * x + q) -
  logGamma(p * x) -
  logGamma(q) +
  q * Math.log(gamma) +
  (p * x - 1) * Math.log(z) +
  p * x * Math.log(x) -
  (p * x + q) * Math.log(gamma + x * z);

/**
 * Expected mean value of a client's events to come, given those seen; of a new client (no events) that of all. NaN where
 * the mean of all is infinite (q of at most 1) and nothing was seen.
 */
export const expectedValue = (
  { p, q, gamma }: GammaGammaModel,
  { events: x, meanValue: z }: MeanValue,
): number => {
  const shape = p * x + q - 1;
  return shape > 0 ? (p * (gamma + x * z)) / shape : Number.NaN;
};

/** Correlation (Pearson) of number and mean value of events; 0 where one of them never varies. */
export const valueCorrelation = (clients: ReadonlyArray<MeanValue>): number => {
  const n = clients.length;
  const meanOf = (of: (client: MeanValue) => number) =>
    clients.reduce((sum, client) => sum + of(client), 0) / n;
  const events = meanOf((client) => client.events);
  const value = meanOf((client) => client.meanValue);
  const [xx, zz, xz] = clients.reduce(
    ([xx, zz, xz], client) => {
      const [x, z] = [client.events - events, client.meanValue - value];
      return [xx + x * x, zz + z * z, xz + x * z];
    },
    [0, 0, 0] as readonly [number, number, number],
  );
  return xx > 0 && zz > 0 ? xz / Math.sqrt(xx * zz) : 0;
};

/** Beyond this correlation the model's one assumption is wrong: then a client's own shrunk margin is used. */
export const greatestCorrelation = 0.3;

/** Whether value and number of events have little enough to do with each other. */
export const mayUseGammaGamma = (clients: ReadonlyArray<MeanValue>): boolean =>
  clients.length > 0 && Math.abs(valueCorrelation(clients)) <= greatestCorrelation;

export interface FittedGammaGamma {
  readonly model: GammaGammaModel;
  readonly logLikelihood: number;
  readonly evaluations: number;
}

const asModel = ([p, q, gamma]: ReadonlyArray<number>): GammaGammaModel => ({ p: p!, q: q!, gamma: gamma! });

/**
 * Fits a gamma-gamma to clients' mean values. With no `prior` given p 4, q 4 and γ such that the mean is that of the clients,
 * as wide as their number asks for; null is maximum likelihood.
 */
export const fitGammaGamma = (
  clients: ReadonlyArray<MeanValue>,
  prior?: LogNormalPrior | null,
): FittedGammaGamma => {
  const total = clients.reduce((sum, { meanValue }) => sum + meanValue, 0);
  const mean = clients.length === 0 ? 1 : total / clients.length;
  const around = [4, 4, (3 / 4) * mean];
  const { values, ...rest } = fitParameters(
    (values) => {
      const model = asModel(values);
      return clients.reduce((sum, client) => sum + logLikelihood(model, client), 0);
    },
    around,
    prior === undefined ? { around, sd: priorSd(clients.length) } : prior,
  );
  return { model: asModel(values), ...rest };
};
