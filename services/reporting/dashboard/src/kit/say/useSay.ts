import type { Word, WordSaid } from "@rapport/contracts/http/words/Say";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { ApiProblem } from "../../api/ApiProblem.ts";
import { say } from "../../api/request.ts";

/**
 * Says words. Pages ask again once the server has worked a word in. What is sent again after an answer got lost is the same
 * request: nothing is said twice.
 */
export const useSay = (onSaid: (said: WordSaid) => void) => {
  const queries = useQueryClient();
  const sent = useRef({ word: "", requestId: "" });
  return useMutation<WordSaid, ApiProblem, Word>({
    mutationFn: (word) => {
      const text = JSON.stringify(word);
      if (sent.current.word !== text) sent.current = { word: text, requestId: crypto.randomUUID() };
      return say("POST /v1/words", { payload: { requestId: sent.current.requestId, word } });
    },
    onSuccess: async (said) => {
      sent.current = { word: "", requestId: "" };
      onSaid(said);
      await queries.invalidateQueries({ queryKey: ["read"] });
    },
  });
};
