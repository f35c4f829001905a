// A view that is drawn again only when one of its props is another one. It may not read signals.
import { Component } from "../../lib/html.js";

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
