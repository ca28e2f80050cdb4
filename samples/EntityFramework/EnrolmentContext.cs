using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Json;

namespace EntityFramework;

public sealed class EnrolmentContext(DbContextOptions<EnrolmentContext> options) : DbContext(options)
{
    public DbSet<Enrolment> Enrolments => Set<Enrolment>();

    #region ef-model
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Enrolment>(enrolment =>
        {
            enrolment.HasIndex(row => row.DeviceId);
            enrolment.HasIndex(row => row.NextDueAt);
            enrolment.HasMany(row => row.Events).WithOne().HasForeignKey("EnrolmentId").IsRequired();
            // A participation is immutable and compares by value: it is its own copy.
            enrolment.Property(row => row.Participation).HasColumnName("Snapshot").HasConversion(
                participation => ParticipationSnapshot.From(participation).ToJson(),
                json => ParticipationSnapshot.Parse(json).ToParticipation(),
                new ValueComparer<Participation>((left, right) => left == right, participation => participation.GetHashCode(), participation => participation));
            // SQLite orders numbers, and no times with offsets.
            enrolment.Property(row => row.NextDueAt).HasConversion(time => time!.Value.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
            enrolment.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<EnrolmentEvent>(row =>
        {
            row.HasKey(each => each.Position);
            row.Property(each => each.Happened).HasConversion(happened => happened.ToJson(), json => ParticipationEventJson.Parse(json));
        });
    }
    #endregion
}
