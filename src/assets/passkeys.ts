/**
 * Forms that a passkey answers before they are sent: the browser asks for a finger, a face or a PIN, and what the passkey says goes with the form. Where a
 * browser has no passkeys the form stays hidden, and the page says what else there is.
 */
export function helpPasskeys(): void {
  if (typeof PublicKeyCredential === 'undefined' || !('parseCreationOptionsFromJSON' in PublicKeyCredential))
    return;
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) help(form);
}

function help(form: HTMLFormElement): void {
  const answer = form.querySelector<HTMLInputElement>('[name=answer]');
  const failed = form.querySelector<HTMLElement>('[data-passkey-failed]');
  if (!answer || !failed) return;
  form.hidden = false;
  for (const missing of document.querySelectorAll<HTMLElement>('[data-passkey-missing]'))
    missing.hidden = true;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      answer.value = JSON.stringify(await asked(form));
      form.submit();
    } catch {
      // Turned down, too late, or of another device: which of these it was, a browser does not tell.
      failed.hidden = false;
    }
  });
}

async function asked({ dataset }: HTMLFormElement): Promise<unknown> {
  const options = JSON.parse(dataset['options'] ?? '');
  const credential =
    dataset['passkey'] === 'create'
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
        })
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
        });
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey');
  return credential.toJSON();
}
