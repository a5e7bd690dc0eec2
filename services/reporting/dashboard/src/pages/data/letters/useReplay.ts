import type { LettersReplayed, ReplayLetters } from "@rapport/contracts/http/data/DeadLetters";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ApiProblem } from "../../../api/ApiProblem.ts";
import { say } from "../../../api/request.ts";
import { useSession } from "../../../api/useSession.ts";
import { dataTexts } from "../../../texts/en/data.ts";

export interface Replaying {
  readonly replay: (letters: ReplayLetters["letters"]) => void;
  readonly busy: boolean;
  /** What came of the last try. */
  readonly done: LettersReplayed | undefined;
  readonly problem: ApiProblem | null;
  /** Why this reader cannot; null where they can. */
  readonly hindrance: string | null;
}

/** Tries dead letters again; what was resolved shows by itself. */
export const useReplay = (dryRun: boolean): Replaying => {
  const queries = useQueryClient();
  const { may } = useSession();
  const { mutate, isPending, data, error } = useMutation<
    LettersReplayed,
    ApiProblem,
    ReplayLetters["letters"]
  >({
    mutationFn: (letters) => say("POST /v1/dead-letters/replay", { payload: { letters, dryRun } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["read"] }),
  });
  return {
    replay: mutate,
    busy: isPending,
    done: data,
    problem: error,
    hindrance: may("POST /v1/dead-letters/replay") ? null : dataTexts.notYours,
  };
};
