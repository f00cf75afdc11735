import typia, { tags } from 'typia';

type Id = string & tags.Format<'uuid'>;
type Time = string & tags.Format<'date-time'>;

/** The payload of `create`. */
interface Create {
  access_method: 'code' | 'card' | 'mobile_key' | 'cloud_key';
  acs_user_id?: Id;
  user_identity_id?: Id;
  acs_system_id?: Id;
  credential_manager_acs_system_id?: Id;
  allowed_acs_entrance_ids?: Id[];
  code?: string & tags.Pattern<'^\\d+$'>;
  starts_at?: Time;
  ends_at?: Time;
  is_multi_phone_sync_credential?: boolean;
  visionline_metadata?: {
    auto_join?: boolean;
    card_format?: 'TLCode' | 'rfid48';
    card_function_type?: 'guest' | 'staff';
    joiner_acs_credential_ids?: Id[];
    override?: boolean;
  };
}

export const create = typia.createValidate<Create>();
