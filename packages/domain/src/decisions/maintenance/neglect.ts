import { quantileOf } from "../draws/summary.ts";
import { peersOf } from "./peers.ts";

/** How we answered a client: answers with the sum of ln(1 + working minutes), requests and those left lying. */
export interface Answering {
  readonly segment: string;
  readonly replies: number;
  readonly replyLogs: number;
  readonly asks: number;
  readonly unanswered: number;
}
export interface Neglect {
  /** How many times as long as to the median of its peers our answers take; null where there is nothing to compare. */
  readonly answersByPeers: number | null;
  readonly neglected: boolean;
}

/** As many answers, or requests, of the usual kind stand in before there are any. */
const prior = 4;
/** Of requests, what may lie about unanswered by a peer's share. */
const lyingTimes = 2;

const upperMedian = (values: ReadonlyArray<number>): number =>
  quantileOf(Float64Array.from(values).toSorted(), 0.5);

/** Each client's mean drawn towards `usual` by how little of it there is. */
const shrunk = (sum: number, count: number, usual: number): number => (sum + prior * usual) / (count + prior);

/**
 * Whether we leave a client alone: our answers take at least `slow` times as long as to the median of its peers, or at
 * least twice the usual share of its requests lies unanswered; both drawn towards what is usual by how few there are.
 */
export const neglectOf = (clients: ReadonlyArray<Answering>, slow: number): ReadonlyArray<Neglect> => {
  const groups = peersOf(clients.map(({ segment }) => segment));
  const sum = (of: (one: Answering) => number) => clients.reduce((all, one) => all + of(one), 0);
  const replies = sum((one) => one.replies);
  const asks = sum((one) => one.asks);
  const meanLog = replies === 0 ? 0 : sum((one) => one.replyLogs) / replies;
  const meanLying = asks === 0 ? 0 : sum((one) => one.unanswered) / asks;
  const logs = clients.map((one) => shrunk(one.replyLogs, one.replies, meanLog));
  const lying = clients.map((one) => shrunk(one.unanswered, one.asks, meanLying));
  return groups.map((group, place) => {
    const factor = Math.exp(logs[place]! - upperMedian(group.map((peer) => logs[peer]!)));
    const usualLying = upperMedian(group.map((peer) => lying[peer]!));
    const many = usualLying > 0 && lying[place]! >= lyingTimes * usualLying;
    return { answersByPeers: replies === 0 ? null : factor, neglected: factor >= slow || many };
  });
};
