/** The door of template binding; loaded when a template is filled. */
export { bindingSheet } from './bindingSheet';
export { READY_FIGURES, readyFigure, type ReadyFigure } from './readyFigures';
export {
  BINDING_HEADINGS,
  freeRow,
  readBindings,
  refuse,
  resolveBindings,
  sheetsNamedBy,
  type Binding,
  type ResolvedBinding,
} from './bindings';
export { fillTemplate, Template, type Located } from './template';
