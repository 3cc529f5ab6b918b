-- What came with someone's answer: kept where its content is of a kind that offices send each other, named where it is not.
create table mail_return_file (
  return_id uuid not null references mail_return (id),
  position integer not null check (position > 0),
  name text not null check (name <> '' and name !~ '[/\\[:cntrl:]]'),
  -- Null: it was not kept, and whoever reads the answer is told.
  file_id uuid unique references stored_file (id),
  primary key (return_id, position)
);
