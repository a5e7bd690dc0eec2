import { EvidenceLink, type EvidenceMetric } from "../../../kit/evidence/EvidenceLink.tsx";
import { Amount } from "./Amount.tsx";

interface LinkedOf {
  /** A client's id. */
  readonly client: string;
  readonly metric: EvidenceMetric;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
  /** Minor units; null where there is none, or where the reader may not see money: its evidence is not theirs either. */
  readonly minor: number | null;
  readonly currency: string | null;
}

/** An amount that opens the events it is the sum of. */
export const LinkedAmount = ({ minor, currency, ...figure }: LinkedOf) =>
  minor === null ? (
    <Amount minor={null} currency={currency} />
  ) : (
    <EvidenceLink {...figure}>
      <Amount minor={minor} currency={currency} />
    </EvidenceLink>
  );
