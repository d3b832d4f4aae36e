using Microsoft.AspNetCore.Identity;

namespace Answerable.Storage.Rows;

/// <summary>A sign-in of somebody who works for an office. What it may do follows from the person's posts, never from here.</summary>
public sealed class Account : IdentityUser
{
    public string Jurisdiction { get; set; } = "";

    /// <summary>The person in the town's record.</summary>
    public string Person { get; set; } = "";
}
