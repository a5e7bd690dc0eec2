import react from "@vitejs/plugin-react";
import { defineConfig, loadEnv } from "vite";

/** `pnpm dev` shows the sources as they change, over the API of a `rapport up` that runs beside it. */
export default defineConfig(({ mode }) => {
  const api = loadEnv(mode, import.meta.dirname, "RAPPORT_")["RAPPORT_API"] ?? "http://127.0.0.1:7417";
  const proxied = { target: api, changeOrigin: true };
  return {
    plugins: [react()],
    // Nothing inline: the pages' policy forbids it.
    build: { assetsInlineLimit: 0, sourcemap: false, target: "es2023", manifest: true },
    server: { host: "127.0.0.1", proxy: { "/v1": proxied, "/session": proxied } },
  };
});
