// Every command of the window, by the file it is in. build.rs makes a permission of each; capabilities/main.json gives
// them to the window.
commands! {
    accounts: accounts add_account remove_account set_password set_sending set_window set_mailbox_window sync_settings
        set_sync_settings mailboxes status sync cancel_sync;
    reading: list list_ids thread message allow_remote remote_senders check_link read_query source save_source_as;
    editing: flag move_to copy_to archive junk delete undo last_action;
    drafts: begin_draft save_draft drafts draft discard_draft attach_file attach_data detach_file send_draft recall_draft
        complete_address parse_addresses clean_html outbox retry_send cancel_send;
    files: pick_files save_attachment open_attachment drag_attachment;
    desktop: settings set_setting open_link print autostart set_autostart become_mailer ready sealed reopen version;
}
