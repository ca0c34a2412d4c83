/**
 * Every limit of Slack that the local Slack enforces. Written from Slack's documentation, on purpose not shared
 * with the bot's own limits: a wrong number in one is then found by the other.
 */
export const limits = {
  /** https://docs.slack.dev/reference/block-kit/blocks */
  blocksInMessage: 50,
  blocksInView: 100,
  /** Undocumented; seen as `msg_blocks_too_long` from about this many characters of text in all blocks of a message. */
  charactersInMessage: 13_200,

  /** https://docs.slack.dev/reference/block-kit/blocks/section-block */
  sectionText: 3_000,
  sectionFields: 10,
  sectionField: 2_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  headerText: 150,
  /** https://docs.slack.dev/reference/block-kit/blocks/image-block */
  imageAlt: 2_000,
  imageTitle: 2_000,
  imageUrl: 3_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/markdown-block: of all markdown blocks of one payload together */
  markdownTotal: 12_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/context-block */
  contextElements: 10,
  contextText: 3_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
  actionsElements: 25,
  /** https://docs.slack.dev/reference/block-kit/blocks/context-actions-block */
  contextActionsElements: 5,
  /** https://docs.slack.dev/reference/block-kit/blocks/table-block */
  tableRows: 100,
  tableColumns: 20,
  tablesInMessage: 1,
  /** https://docs.slack.dev/reference/block-kit/blocks/data-table-block: a header row beside the 100 rows a page */
  dataTablePage: 100,
  dataTableRows: 201,
  /** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
  chartsInMessage: 2,
  chartTitle: 50,
  chartSeries: 12,
  chartCategories: 20,
  chartLabel: 20,
  /** https://docs.slack.dev/reference/block-kit/blocks/input-block */
  inputLabel: 2_000,
  inputHint: 2_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/alert-block */
  alertText: 3_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/carousel-block */
  carouselCards: 10,

  /** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  buttonText: 75,
  buttonValue: 2_000,
  buttonUrl: 3_000,
  accessibilityLabel: 75,
  /** https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
  overflowOptions: 5,
  /** https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element and radio-button-group-element */
  checkboxOptions: 10,
  radioOptions: 10,
  /** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
  selectOptions: 100,
  optionGroups: 100,
  optionGroupLabel: 75,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  optionUrl: 3_000,
  /** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
  inputText: 3_000,
  placeholder: 150,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** https://docs.slack.dev/reference/block-kit/blocks: action_id, block_id, callback_id, external_id */
  id: 255,

  /** https://docs.slack.dev/reference/views/modal-views */
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3_000,
  viewStack: 3,
  /** https://docs.slack.dev/reference/methods/views.open: `view_too_large` */
  viewBytes: 250 * 1024,
  /** https://docs.slack.dev/interactivity/handling-user-interaction */
  triggerMs: 3_000,
  ackMs: 3_000,
  /** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
  responseUrlUses: 5,
  responseUrlMs: 30 * 60_000,

  /** https://docs.slack.dev/reference/methods/chat.postMessage#truncating */
  messageText: 40_000,
  /** https://docs.slack.dev/messaging/message-metadata: about 8 KB of payload */
  metadataBytes: 8 * 1024,
  /** https://docs.slack.dev/reference/methods/conversations.history */
  historyPage: 999,
  /** https://docs.slack.dev/apis/events-api/using-socket-mode */
  socketConnections: 10,
  /** https://docs.slack.dev/apis/web-api/rate-limits: one message a second and channel, "short bursts" tolerated */
  postsPerSecond: 1,
  postBurst: 30,
} as const;
