import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../shell/rootRoute.tsx";

export const portfolioRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/",
    component: lazyRouteComponent(() => import("./PortfolioPage.tsx"), "PortfolioPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/retention",
    component: lazyRouteComponent(() => import("./RetentionPage.tsx"), "RetentionPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/renewals",
    component: lazyRouteComponent(() => import("./RenewalsPage.tsx"), "RenewalsPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/what-changed",
    component: lazyRouteComponent(() => import("./WhatChangedPage.tsx"), "WhatChangedPage"),
  }),
] as const;
