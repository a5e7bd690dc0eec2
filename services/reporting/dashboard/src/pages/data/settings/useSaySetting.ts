import type { SaySetting, SettingSaid } from "@rapport/contracts/http/data/Settings";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { ApiProblem } from "../../../api/ApiProblem.ts";
import { say } from "../../../api/request.ts";

export type SettingToSay = Omit<SaySetting, "requestId">;

/** Sets settings; what is sent again after an answer got lost is the same request, so that nothing is said twice. */
export const useSaySetting = () => {
  const queries = useQueryClient();
  const sent = useRef({ text: "", requestId: "" });
  return useMutation<SettingSaid, ApiProblem, SettingToSay>({
    mutationFn: (setting) => {
      const text = JSON.stringify(setting);
      if (sent.current.text !== text) sent.current = { text, requestId: crypto.randomUUID() };
      return say("POST /v1/settings", { payload: { ...setting, requestId: sent.current.requestId } });
    },
    onSuccess: () => {
      sent.current = { text: "", requestId: "" };
      return queries.invalidateQueries({ queryKey: ["read"] });
    },
  });
};
