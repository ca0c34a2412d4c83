/**
 * Every limit of Slack that our payloads meet, in characters or counts. The types enforce none of them.
 * The documentation gives each on the page of its block, element or object.
 */
export const LIMITS = {
  /** https://docs.slack.dev/reference/block-kit/blocks */
  blocksPerMessage: 50,
  blocksPerView: 100,
  blockId: 255,
  /** https://docs.slack.dev/reference/block-kit/blocks/section-block */
  sectionText: 3000,
  sectionFields: 10,
  fieldText: 2000,
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  headerText: 150,
  /** https://docs.slack.dev/reference/block-kit/blocks/context-block */
  contextElements: 10,
  /** Not documented for rich text: kept to what a text object takes. */
  richText: 3000,
  /** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
  actionsElements: 25,
  actionId: 255,
  /** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  buttonText: 75,
  buttonValue: 2000,
  accessibilityLabel: 75,
  url: 3000,
  /** https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element; older clients want two at least. */
  overflowOptions: 5,
  overflowOptionsLeast: 2,
  choiceOptions: 10,
  selectOptions: 100,
  optionGroups: 100,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  optionText: 75,
  optionValue: 150,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** https://docs.slack.dev/reference/block-kit/blocks/input-block */
  inputLabel: 2000,
  inputHint: 2000,
  inputValue: 3000,
  placeholder: 150,
  /** https://docs.slack.dev/reference/views/modal-views */
  modalTitle: 24,
  modalButton: 24,
  callbackId: 255,
  privateMetadata: 3000,
  viewBytes: 250_000,
  /** https://docs.slack.dev/reference/methods/chat.postMessage#truncating */
  messageText: 40_000,
  /** Not documented; seen at about 13,200 as `msg_blocks_too_long`. A budget, counted in characters of JSON. */
  messageBlocks: 12_000,
} as const;
