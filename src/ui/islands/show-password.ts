/** Uncovers the button of each password field, which shows and hides what is typed. */
for (const group of document.querySelectorAll<HTMLElement>('[data-module="govuk-password-input"]')) {
  const input = group.querySelector('input')!;
  const button = group.querySelector('button')!;
  const masked = { text: button.textContent, label: button.getAttribute('aria-label') ?? '' };
  const shown = { text: group.dataset['i18n.hidePassword'] ?? '', label: group.dataset['i18n.hidePasswordAriaLabel'] ?? '' };

  const show = (visible: boolean): void => {
    const words = visible ? shown : masked;
    input.type = visible ? 'text' : 'password';
    button.textContent = words.text;
    button.setAttribute('aria-label', words.label);
  };

  button.hidden = false;
  button.addEventListener('click', () => show(input.type === 'password'));
  // A password is never sent from an uncovered box: browsers would remember it as plain text.
  input.form?.addEventListener('submit', () => show(false));
}
