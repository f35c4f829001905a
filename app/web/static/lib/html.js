// Components as tagged templates: preact, its hooks and signals, and htm, from one place.
import { Component, Fragment, createContext, createElement, render } from "../vendor/preact.js";
import htm from "../vendor/htm.js";

export { Component, Fragment, createContext, render };
export {
  useCallback, useContext, useEffect, useId, useLayoutEffect, useMemo, useReducer, useRef, useState,
} from "../vendor/hooks.js";
export {
  batch, computed, effect, signal, untracked, useComputed, useSignal, useSignalEffect,
} from "../vendor/signals.js";

export const html = htm.bind(createElement);
