import { isObject } from "../jsonRecords.ts";

const maxNodes = 20_000;
const blocks = new Set(["paragraph", "heading", "listItem", "codeBlock", "tableRow", "hardBreak", "rule"]);

/**
 * A text as it stands, or the words of a document in Atlassian's format, quotes left out
 * (https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/).
 */
export const jiraText = (body: unknown): string | null => {
  if (typeof body === "string") return body;
  if (!isObject(body)) return null;
  const parts: Array<string> = [];
  const left: Array<unknown> = [body];
  for (let nodes = 0; left.length > 0 && nodes < maxNodes; nodes++) {
    const node = left.pop();
    if (typeof node === "string") parts.push(node);
    if (!isObject(node) || node["type"] === "blockquote") continue;
    if (typeof node["text"] === "string") parts.push(node["text"]);
    if (typeof node["type"] === "string" && blocks.has(node["type"])) left.push("\n");
    const { content } = node;
    if (Array.isArray(content))
      for (let i = Math.min(content.length, maxNodes) - 1; i >= 0; i--) left.push(content[i]);
  }
  return parts.join("");
};
