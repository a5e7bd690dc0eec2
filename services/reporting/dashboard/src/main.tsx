import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { sessionOptions } from "./api/useSession.ts";
import { router } from "./router.tsx";
import { loadNewerBuild } from "./shell/loadNewerBuild.ts";
import { chosenScheme, showScheme } from "./shell/display/scheme.ts";
import "./styles/tokens.css";
import "./styles/base.css";

const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 60_000, refetchOnWindowFocus: false, retry: false } },
});

// Asked while the page is still on its way: what is asked next hangs on who asks.
void queries.prefetchQuery(sessionOptions);
showScheme(chosenScheme());
loadNewerBuild();

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
