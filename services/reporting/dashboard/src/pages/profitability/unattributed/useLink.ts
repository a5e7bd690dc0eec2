import type { Link, LinkSaid } from "@rapport/contracts/http/links/Links";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { ApiProblem } from "../../../api/ApiProblem.ts";
import { say } from "../../../api/request.ts";
import { useSession } from "../../../api/useSession.ts";
import { useWhen } from "../../../shell/useWhen.ts";
import { unattributedTexts } from "../../../texts/en/unattributed.ts";

/** Links a party, or takes a link back; pages ask again. What is sent again after an answer got lost is the same request. */
export const useLink = (onSaid: (said: LinkSaid) => void) => {
  const queries = useQueryClient();
  const sent = useRef({ link: "", requestId: "" });
  return useMutation<LinkSaid, ApiProblem, Link>({
    mutationFn: (link) => {
      const text = JSON.stringify(link);
      if (sent.current.link !== text) sent.current = { link: text, requestId: crypto.randomUUID() };
      return say("POST /v1/links", { payload: { requestId: sent.current.requestId, link } });
    },
    onSuccess: async (said) => {
      sent.current = { link: "", requestId: "" };
      onSaid(said);
      await queries.invalidateQueries({ queryKey: ["read"] });
    },
  });
};

/** Why nothing can be linked here; null where it can. */
export const useMayLink = (): string | null => {
  const { knownAt } = useWhen();
  const { may } = useSession();
  if (knownAt !== undefined) return unattributedTexts.link.knownAt;
  return may("POST /v1/links") ? null : unattributedTexts.link.notYours;
};
