/** The task pane as it is shipped, in a frame of another origin, talking through the message protocol of Office.js. */
import type { FunctionMetadata } from '../book/customFunctions';
import { connect } from '../host/events';
import { type MessageSource, serveMessages } from '../host/messages';
import type { EmbeddedWorkbook } from '../workbook';

const PAGE = 'taskpane.selfhosted.html';
export const NAMESPACE = 'IKKATSU';
/** The last field are flags: 1 the page shares its runtime with the functions, 2 there are custom functions. */
const HOST_INFO = 'Excel$Web$16.01$ja-JP$corr$$disableLogging$3';

export interface DescribedFunction extends FunctionMetadata {
  readonly description?: string;
  readonly parameters: readonly (FunctionMetadata['parameters'][number] & { readonly description?: string })[];
}

/** Opens the pane of the add-in at `addin` (an address with a slash at its end) in `place`. `onRequest` is told after each of its requests. */
export async function openPane(
  workbook: EmbeddedWorkbook,
  addin: string,
  place: HTMLElement,
  onRequest: () => void,
): Promise<readonly DescribedFunction[]> {
  const { origin: addinOrigin } = new URL(addin);
  const frame = document.createElement('iframe');
  frame.title = 'IKKATSU の作業ウィンドウ';
  frame.id = 'addin';
  const channel = serveMessages(messagesOf(frame, addinOrigin), workbook.host, { onPayload: onRequest });
  connect(workbook.book, channel);
  // _serializer_version has to stand before _xdm_Info.
  frame.src =
    `${addin}${PAGE}?_host_Info=${encodeURIComponent(HOST_INFO)}` +
    `#&_serializer_version=1&_xdm_Info=conv1|app1|${location.origin}`;
  place.replaceChildren(frame);

  const answer = await fetch(`${addin}functions.json`);
  if (!answer.ok) throw new Error(`functions.json: ${answer.status}`);
  const { functions } = (await answer.json()) as { functions: DescribedFunction[] };
  await workbook.host.whenFunctionsReady();
  workbook.book.registerFunctions(NAMESPACE, functions);
  return functions;
}

/** Messages of this frame and this origin, of nobody else. */
function messagesOf(frame: HTMLIFrameElement, addinOrigin: string): MessageSource {
  return {
    origin: location.origin,
    listen(handler) {
      const listener = (event: MessageEvent): void => {
        if (event.source !== frame.contentWindow || event.origin !== addinOrigin) return;
        handler(String(event.data), (message) => frame.contentWindow?.postMessage(message, addinOrigin));
      };
      window.addEventListener('message', listener);
      return () => window.removeEventListener('message', listener);
    },
  };
}
