"""The words that the rules know: verbs that read, verbs that act, and what may be acted upon.

Data only. A verb that is as often a noun (`a test`, `an export`) stands in `NOUNS_TOO`: in the
middle of a phrase it says nothing.
"""

from __future__ import annotations

from aos_gen.proposal.words import verb_table, vocabulary

# What a call by another method than GET does not read by: one starts to watch a thing.
NOT_BY_POST = frozenset({"watch", "see"})
# What a call may do without changing anything.
READING = vocabulary(
    """get list retrieve fetch find search view show describe read query browse inspect lookup look count
    display return provide obtain download see enumerate explore check validate preview compare exist filter
    watch diff explain identify"""
)
# Reading words that are also things, which others make: a check, a list, a view, a query.
READ_NOUNS = vocabulary("list view query filter check watch search count display preview download")
# Only beside another method than GET: these give an answer and keep nothing, as far as their name goes.
COMPUTING = vocabulary(
    """calculate estimate evaluate verify simulate translate transcribe transform complete autocomplete
    embed infer predict classify detect recognize rank rerank generate summarize synthesize moderate analyze
    convert parse suggest recommend quote render tokenize geocode judge score isolate enrich chat"""
)

DELETING = vocabulary(
    """delete remove destroy purge erase wipe trash uninstall prune truncate flush drop expunge forget clear
    discard terminate reset unregister void redact decommission deregister eject kill evict clean"""
)
REVOKING = vocabulary(
    """revoke unshare ban kick expel suspend deauthorize disconnect logout signout block deprovision
    invalidate offboard deny restrict relinquish"""
)
CANCELLING = vocabulary(
    "cancel abort expire withdraw reverse decline reject rollback revert undo stop halt close dismiss"
)
SENDING = vocabulary(
    """send resend publish unpublish broadcast announce launch crosspost release deploy forward remind notify
    email invite tweet redeliver deliver dispatch post call dial reply"""
)
GRANTING = vocabulary(
    """grant invite promote demote share unban unblock authorize impersonate elevate allow deputize provision
    reinstate sudo"""
)
KEYING = vocabulary("rotate login signin authenticate reauthenticate roll")
CONFIGURING = vocabulary("configure reconfigure customize")
SWITCHING = vocabulary("enable disable activate deactivate reactivate unsuspend freeze unfreeze lockdown")
RUNNING = vocabulary("run rerun trigger execute start restart invoke schedule reschedule")
PAYING = vocabulary(
    """refund charge pay capture purchase buy sell order bill invoice authorise settle credit debit payout
    donate subscribe redeem finalize transfer reimburse"""
)
DECIDING = vocabulary("merge approve sign accept finalize convert transition promote win lose")
IMPORTING = vocabulary("import ingest")
CHANGING = vocabulary(
    """create update add set put patch modify edit change replace insert upsert append save store write
    make build copy clone duplicate move rename register unregister upload attach detach assign unassign
    reassign link unlink connect associate disassociate dissociate apply submit request confirm mark unmark
    flag unflag archive unarchive restore recover undelete trash pin unpin star unstar follow unfollow
    subscribe unsubscribe suppress unsuppress mute unmute lock unlock snooze open reopen resolve acknowledge
    tag untag label react vote like unlike favorite unfavorite rate comment answer ask join leave enter
    pause resume skip seek play sync synchronize refresh reload reindex rebuild recalculate regenerate
    generate export backup snapshot migrate upgrade downgrade increment decrement adjust allocate reserve
    book hold claim unclaim consume use test ping verify track record log report collect process poll
    wait redirect initiate begin end finish complete advance reorder sort enqueue queue retry
    replay swap split extend renew prolong bind unbind adopt import push pull fork ack nack commit
    enroll unenroll onboard toggle crawl scan print stub issue hide unhide warm cache
    fail succeed ship accumulate reboot shutdown wake ring arm disarm redeploy failover drain cordon resize
    scale rescale mount unmount encrypt decrypt seal unseal mint burn stake trade shuffle draw punch dispense
    provision rehydrate reconcile reprocess recompute reassign reset switch flip"""
)

ACTING = frozenset().union(
    *(DELETING, REVOKING, CANCELLING, SENDING, GRANTING, KEYING, CONFIGURING, SWITCHING, RUNNING, PAYING),
    *(DECIDING, IMPORTING, CHANGING, COMPUTING),
)

# Verbs that are nouns or adjectives as often: only their place makes them a verb.
NOUNS_TOO = vocabulary(
    """order post report test comment log record label tag star vote rate like book hold claim use issue link
    copy clone share request answer track call email reply release invite charge credit debit invoice
    bill transfer purchase capture refund payout quote score rank chat export import backup snapshot
    fork merge commit push pull cache queue process print stub sync patch store open close lock run start end
    schedule pause play follow block ban split move change review replay retry sort extract build make save
    archive match access target sign ping upload broadcast launch stop trash drop flush set put flag pin
    scan mute skip swap dispatch forward allow return insert upgrade downgrade poll react favorite roll
    dial tweet send estimate judge embed support deploy win complete clean clear
    restore delay snooze download render ship scale draw ring mount arm trade stake seal mint burn switch
    provision punch"""
)

VERBS = verb_table(READING | ACTING)

PREPOSITIONS = vocabulary(
    """for from to in of on by with at into as within under via using between about without after before
    that which whose where when if through per against during over upon based given matching"""
)
DETERMINERS = vocabulary("a an the all its it their this these any each every one your my his her")
NEGATIONS = vocabulary("not no never without cannot non cant don doesn t won")
CONJUNCTIONS = vocabulary("and or then also")

# What stands before the first word that matters.
FILLERS = vocabulary(
    """bulk batch mass partially permanently partial soft hard force forcibly safely directly manually
    automatically asynchronously synchronously perform performs deprecated beta legacy closing down
    new a an the to please simply async v1 v2 v3 admin my internal public private optionally alternatively
    warning note important api rest endpoint operation method call request this use you can may allows lets
    enables used is it will be we helper quickly immediately multi first"""
)
