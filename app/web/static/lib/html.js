// Components as tagged templates: preact, its hooks and signals, and htm, from one place.
import { Component, Fragment, createContext, createElement, options, render } from "../vendor/preact.js";
import htm from "../vendor/htm.js";

export { Component, Fragment, createContext, render };
export {
  useCallback, useContext, useEffect, useId, useLayoutEffect, useMemo, useReducer, useRef, useState,
} from "../vendor/hooks.js";
export {
  batch, computed, effect, signal, untracked, useComputed, useSignal, useSignalEffect,
} from "../vendor/signals.js";

export const html = htm.bind(createElement);

let drawing = null;
options.debounceRendering = (draw) => {
  drawing = draw;
  queueMicrotask(draw);
};

/**
 * Draws at once what changed, layout effects included. Where a key opens a field, this comes before the
 * handler ends, so that the field has the focus when the next key comes, however fast somebody types.
 */
export const drawNow = () => drawing?.();

/** A view that is drawn again only when one of its props is another one. It may not read signals. */
export function memo(view) {
  return class Memo extends Component {
    shouldComponentUpdate(next) {
      for (const name in next) if (next[name] !== this.props[name]) return true;
      for (const name in this.props) if (!(name in next)) return true;
      return false;
    }

    render(props) {
      return view(props);
    }
  };
}
