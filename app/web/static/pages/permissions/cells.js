// What stands in a cell: may they, and does the channel itself say so.

/**
 * The matrix of `subjects` × `channels` of one design, worked out cell by cell as they are looked
 * at. A subject is {id, label, person}.
 */
export function cellsOf({ rules, design, channels, subjects }) {
  const known = new Map();
  const wholes = subjects.map((subject) => rules.inGuild(design, subject.person));

  function bitsAt(row, column) {
    const at = row * subjects.length + column;
    let bits = known.get(at);
    if (bits === undefined) {
      bits = rules.usable(design, subjects[column].person, channels[row]);
      known.set(at, bits);
    }
    return bits;
  }

  /** `{may, here}`; `here`: the channel makes it otherwise than it is in the whole server. */
  function cell(row, column, bits) {
    const may = (bitsAt(row, column) & bits) === bits;
    return { may, here: may !== ((wholes[column] & bits) === bits) };
  }

  return { cell };
}
