/**
 * The mark: a belfry. Foot, shaft with its door, dial, open belfry with the bell, spire and its ball.
 * It takes the colour of the text; the openings show what is behind.
 */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 48" aria-hidden="true" focusable="false">
      <path fill="currentColor" fill-rule="evenodd" d={belfry} />
    </svg>
  );
}

// Spire and ball; cornice; belfry with two arched bays; cornice; shaft with a round dial and an arched door; steps.
export const belfry = [
  'M16 0a1.6 1.6 0 0 1 .8 3L17 6l5.500 7H24v2.500H8V13h1.500L15 6l.2-3A1.6 1.6 0 0 1 16 0z',
  'M9.500 17h13v8h-13zM12 25h3v-4a1.500 1.500 0 0 0-3 0zM17 25h3v-4a1.500 1.500 0 0 0-3 0z',
  'M7.500 26.500h17V29H7.500z',
  'M9 30.500h14V44H9zM16 31.800a2.900 2.900 0 1 0 0 5.800 2.900 2.900 0 0 0 0-5.800zM13.800 44h4.400v-3a2.200 2.200 0 0 0-4.400 0z',
  'M6 45.500h20V48H6z',
].join('');
