const MOVES = {
  ArrowDown: (_, { row, column }) => [row + 1, column],
  ArrowUp: (_, { row, column }) => [row - 1, column],
  ArrowRight: (_, { row, column }) => [row, column + 1],
  ArrowLeft: (_, { row, column }) => [row, column - 1],
  PageDown: (_, { row, column }, { page }) => [row + page, column],
  PageUp: (_, { row, column }, { page }) => [row - page, column],
  Home: ({ ctrlKey }, { row }) => [ctrlKey ? 0 : row, 0],
  End: ({ ctrlKey }, { row }, { rows, columns }) => [ctrlKey ? rows - 1 : row, columns - 1],
};

/** Where a key leads in a grid, as `[row, column]` that may lie outside; null for other keys. */
export const cellMoves = (event, at, size) => MOVES[event.key]?.(event, at, size) ?? null;
