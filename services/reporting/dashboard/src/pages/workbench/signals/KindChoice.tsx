import type { SignalsPage } from "@rapport/contracts/http/signals/Signals";
import { signalsTexts } from "../../../texts/en/workbenchSignals.ts";
import { kindsByGroup, type SignalKind, signalGroups } from "./kinds.ts";

const texts = signalsTexts;

interface ChoiceOf {
  readonly kinds: SignalsPage["kinds"];
  readonly kind: SignalKind | undefined;
  readonly onChoose: (kind: SignalKind | undefined) => void;
}

/** Which kind of signal is shown, by group, with how many there are of each. */
export const KindChoice = ({ kinds, kind, onChoose }: ChoiceOf) => {
  const known = new Map(kinds.map((one) => [one.kind, one] as const));
  const total = kinds.reduce((sum, one) => sum + one.total, 0);
  return (
    <label>
      {texts.kind}
      <select
        value={kind ?? ""}
        onChange={({ target }) => onChoose(target.value === "" ? undefined : (target.value as SignalKind))}
      >
        <option value="">{kinds.length === 0 ? texts.all : `${texts.all} (${total})`}</option>
        {signalGroups.map((group) => (
          <optgroup key={group} label={texts.groups[group]}>
            {kindsByGroup[group].map((one) => (
              <option key={one} value={one}>
                {known.get(one) === undefined ? one : `${known.get(one)?.title} (${known.get(one)?.total})`}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
};
