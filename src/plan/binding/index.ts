/** The door of template binding; loaded when a template is filled. */
export { bindingSheet } from './bindingSheet';
export {
  BINDING_HEADINGS,
  readBindings,
  refuse,
  resolveBindings,
  sheetsNamedBy,
  type Binding,
  type ResolvedBinding,
} from './bindings';
export { fillTemplate, Template, type Located } from './template';
