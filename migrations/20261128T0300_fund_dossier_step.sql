-- The desk leaves out the dossiers that are over by `fund_dossier_now`, and no statement looks for their steps by state any more.
drop index fund_dossier_step_final;
