namespace Vpp.Lifecycle.Tests.Simulation.Runs;

/// <summary>What a step of a plan does.</summary>
internal enum StepKind
{
    /// <summary>A device asks to take part, and is led to a state.</summary>
    Enrol,

    /// <summary>An event comes, at once or late.</summary>
    Fire,

    /// <summary>An earlier step's request comes again, with its key.</summary>
    Repeat,

    /// <summary>Another request comes with the key of an earlier one.</summary>
    ReuseKey,

    /// <summary>Details are amended.</summary>
    Amend,

    /// <summary>The host's own data is written.</summary>
    WriteHostData,

    /// <summary>A participation is read.</summary>
    Find,

    /// <summary>A reader of the feed reads on.</summary>
    ReadFeed,

    /// <summary>One event for a whole programme.</summary>
    Bulk,

    /// <summary>Many writes of one participation at once, which somebody holds.</summary>
    Burst,

    /// <summary>An instance is killed and started again.</summary>
    Kill,

    /// <summary>An instance is killed and started again with other settings.</summary>
    Reconfigure,

    /// <summary>One more instance.</summary>
    StartAnother,

    /// <summary>The database is restarted.</summary>
    RestartDatabase,

    /// <summary>A standby takes over that has not got the last commits.</summary>
    PromoteStandby,

    /// <summary>The database is restored as it was a good while ago.</summary>
    Restore,

    /// <summary>Somebody holds a participation's row.</summary>
    Hold,

    /// <summary>The next commits are done, and their answers are lost.</summary>
    LoseAnswers,

    /// <summary>The connections that an instance's writers keep are closed.</summary>
    CloseConnections,
}
