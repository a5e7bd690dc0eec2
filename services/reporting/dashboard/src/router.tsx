import { createRouter } from "@tanstack/react-router";
import { clientRoutes } from "./pages/client/routes.ts";
import { dataRoutes } from "./pages/data/routes.ts";
import { portfolioRoutes } from "./pages/portfolio/routes.ts";
import { profitabilityRoutes } from "./pages/profitability/routes.ts";
import { workbenchRoutes } from "./pages/workbench/routes.ts";
import { PageError } from "./shell/PageError.tsx";
import { PageNotFound } from "./shell/PageNotFound.tsx";
import { rootRoute } from "./shell/rootRoute.tsx";

/** Every page, each loaded when it is gone to. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...portfolioRoutes,
    ...workbenchRoutes,
    ...profitabilityRoutes,
    ...clientRoutes,
    ...dataRoutes,
  ]),
  defaultPreload: "intent",
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: PageNotFound,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
