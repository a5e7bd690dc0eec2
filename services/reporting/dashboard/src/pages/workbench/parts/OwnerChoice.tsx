import { workbenchTexts } from "../../../texts/en/workbench.ts";
import { Choose } from "./Choose.tsx";
import { useOwners } from "./useOwners.ts";

const texts = workbenchTexts.ladder;

/** Whose clients are shown; one that the address names stays a choice while the others are not known yet. */
export const OwnerChoice = ({
  owner,
  onChoose,
}: {
  readonly owner: string | undefined;
  readonly onChoose: (owner: string | undefined) => void;
}) => {
  const owners = useOwners();
  const known = owner === undefined || owners.some(({ value }) => value === owner);
  return (
    <Choose
      label={texts.owner}
      value={owner ?? ""}
      options={[
        { value: "", text: texts.everybody },
        ...owners,
        ...(known ? [] : [{ value: owner, text: owner }]),
      ]}
      onChoose={(value) => onChoose(value === "" ? undefined : value)}
    />
  );
};
