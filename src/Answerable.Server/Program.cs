Console.WriteLine("answerable");
