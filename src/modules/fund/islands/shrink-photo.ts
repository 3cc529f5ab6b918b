/** Longest side of a photo that is sent, in pixels: an invoice is read at it, and it weighs a twentieth of what phones take. */
const longest = 1_800;

/** Shrinks a photo that someone chooses before it is sent. Without this script, or if it cannot, the photo goes as it is. */
class ShrinkPhoto extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector<HTMLInputElement>('input[type=file]')!;
    input.addEventListener('change', () => void this.#shrink(input));
  }

  async #shrink(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (!file || !['image/jpeg', 'image/png', 'image/webp'].includes(file.type) || file.size < 300_000) return;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
      const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
      const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
      canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const small = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.82 });
      if (small.size >= file.size) return;
      const chosen = new DataTransfer();
      chosen.items.add(new File([small], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }));
      input.files = chosen.files;
      this.dataset['shrunk'] = String(small.size);
    } catch {
      // A picture that the browser does not read: the server says what it thinks of it.
    }
  }
}

customElements.define('shrink-photo', ShrinkPhoto);
